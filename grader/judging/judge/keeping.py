"""The memory of past calls' arguments that the learner's code still holds."""

from grader.inside.sharing import SharedMemory

# Smaller ones are let go at once: as many as the process has descriptors are soon counted.
SMALL_BYTES = 1 << 20
HELD_LIMIT = 900


class ArgumentsKept(Exception):
    """The solution process holds on to more of its past arguments than its memory limit allows."""


class Keeper:
    """Keeps count of shared memory until the solution process no longer maps it.

    A mapping counts towards that process's own limit. A bare descriptor would not, so memory that
    is mapped no more is taken back.
    """

    def __init__(self, limit_bytes: int) -> None:
        """Allow this much to be held at a time; honest code cannot map more."""
        self._limit_bytes = limit_bytes
        self._held: list[SharedMemory] = []

    def keep(self, memory: SharedMemory | None) -> None:
        """Take over the memory of a call that is over."""
        if memory is None:
            return
        if memory.size_bytes < SMALL_BYTES:
            memory.close()
        else:
            self._held.append(memory)

    def room_make(self) -> None:
        """Take back what is no longer mapped.

        Raises:
            ArgumentsKept: when what remains is over the limit.

        """
        self._held = [memory for memory in self._held if not memory.release()]
        held_bytes = sum(memory.size_bytes for memory in self._held)
        if held_bytes > self._limit_bytes or len(self._held) > HELD_LIMIT:
            raise ArgumentsKept
