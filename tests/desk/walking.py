"""Running the random walks of a machine, short ones and those of a campaign."""

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test


def walk(machine, examples, steps):
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
