"""Does a graph keep its contract? Small checks, one function each."""
