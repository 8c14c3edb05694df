"""備份與還原: one archive of the whole product, made while it works, and put back whole or not at all."""
