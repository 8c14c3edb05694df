"""核心: what every module shares; it imports no module."""
