"""別家: the same work by Celery, procrastinate and FastStream, each a program of its own, beside our environment."""
