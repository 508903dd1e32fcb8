"""What torch is told, so that devices and runs compute alike, and calls end with their work."""

from __future__ import annotations

from grader.inside.values import torch_loaded


def settings_apply() -> None:
    """Turn off what makes results differ between devices or runs; this initialises no CUDA."""
    torch = torch_loaded()
    if torch is None:
        return
    # TensorFloat-32 keeps 10 of float32's 23 bits: no tolerance of float32 would hold.
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    torch.set_float32_matmul_precision("highest")
    # The quickest kernel of a trial would differ from run to run.
    torch.backends.cudnn.benchmark = False
    # Not "error": what has no deterministic kernel on CUDA (cumsum, say) is no mistake of the
    # learner's, and runs on the CPU. `use_deterministic_algorithms` would do the same, but imports
    # torch's compiler, which doubles a zygote's start.
    torch.set_deterministic_debug_mode("warn")
    # Code that reads what it never wrote meets NaN in each run, not what happens to lie there.
    # It costs `torch.empty` as much time as `torch.zeros`.
    torch.utils.deterministic.fill_uninitialized_memory = True


def work_wait() -> None:
    """Wait for the kernels that a call has started: their time and their errors belong to it."""
    torch = torch_loaded()
    if torch is not None and torch.cuda.is_initialized():
        torch.cuda.synchronize()
