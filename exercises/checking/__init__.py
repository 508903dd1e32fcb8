"""What a `checks.py` may use: `expectations`, `tolerances`, `growth` and `failures`."""
