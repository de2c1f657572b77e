"""What every page rests on: what its address asks for, who may look, its frame and its refusals."""
