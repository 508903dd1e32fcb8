"""Which devices this machine has."""

from pathlib import Path

_CUDA_DEVICE = Path("/dev/nvidiactl")


def device_is_here(device: str) -> bool:
    """Tell whether this machine can compute on "cpu" or "cuda": whether the driver is there."""
    return device != "cuda" or _CUDA_DEVICE.exists()
