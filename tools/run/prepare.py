"""The two halves of every command's preparation, side by side: Python packages and pages."""

from concurrent.futures import ThreadPoolExecutor

from tools.run import frontend, python_env


def prepare(wanted: str) -> None:
    """Have the Python packages of `wanted` and the built pages ready."""
    python_env.found()
    with ThreadPoolExecutor(2) as pool:
        halves = [pool.submit(python_env.prepare, wanted), pool.submit(frontend.build)]
    for half in halves:
        half.result()
