"""From the results of many runs to one matrix, interpreter by behaviour. Runs on Python 3.8 and newer."""
