"""核实单 and 答问参考: what goes with a document before it is issued."""
