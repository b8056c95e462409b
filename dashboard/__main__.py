"""`python -m dashboard`."""

from dashboard.commands import main

if __name__ == "__main__":
    main()
