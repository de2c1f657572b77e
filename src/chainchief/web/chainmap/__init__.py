"""Pages of what chains have, lack and risk: the map, the answers, what if, candidates, lists."""
