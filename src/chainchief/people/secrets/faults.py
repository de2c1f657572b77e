"""What can be wrong about secrets of devices and the key they are sealed under."""

from chainchief.core.faults import declare

NO_KEY = declare(
    "PPL-170",
    why="the secret of a device is sealed under the key {name}, which is not in {file}",
    remedy="put the copy of that file back (docs/operations.md); until then recovery codes stand "
    "for devices, or two administrators take the device away",
)
NOT_WHOLE = declare(
    "PPL-171",
    why="the secret of a device is not as the program wrote it",
    remedy="find out who changed the database; then two administrators take the device away, and "
    "its holder sets up another",
)
BAD_FILE = declare(
    "PPL-172",
    why="{file} cannot be used: line {line} is not a key of 64 hexadecimal digits",
    remedy="put the copy of the file back (docs/operations.md)",
)
