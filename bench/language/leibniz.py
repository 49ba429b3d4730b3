from decimal import Decimal, getcontext
getcontext().prec = 28
def main():
    total = Decimal(0)
    sign = Decimal(1)
    for i in range(1000000):
        total = total + sign / (2 * i + 1)
        sign = -sign
    print(total * 4)
main()
