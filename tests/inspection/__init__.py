"""`python -m tests.inspection`: every public page of a portal that runs, judged by programs of others."""
