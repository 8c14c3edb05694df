"""創新中心: the ground every module stands on, and the programmes that stand on it."""
