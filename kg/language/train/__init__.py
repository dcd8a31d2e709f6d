"""The recipe that makes the shipped pipeline; needs the extra `train` (torch, onnx)."""
