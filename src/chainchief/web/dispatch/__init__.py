"""Pages of the monthly dispatch: the board, collections, answers, their approval."""
