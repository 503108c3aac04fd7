"""Kerntabellen und Kennzahlen bis zu fünf Millionen Aufenthalten: ein Zehntel davon und alle.

Wie bench_kennzahlen, mit 26- und 260-fachen Personen des ganzen Beispiels; braucht etwa zehn Minuten und 8 GiB.
"""

from bench_kennzahlen import main

if __name__ == "__main__":
    main((26, 260))
