def mean(numbers):
    return sum(numbers) / len(numbers)


pri = 165
print pri / 8, pri % 8, mean([1, 2]), 7 / 2, 7 / 2.0, -7 / 2, len('abc') / 2, 1.5 * pri / 2
