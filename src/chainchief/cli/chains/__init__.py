"""`chainchief chain …`: the maps of chains, what they lack, whom to talk to, their lists."""
