def main():
    m = {}
    for i in range(1, 500001):
        m["k" + str(i)] = i
    total = 0
    for i in range(1, 500001):
        total = total + m["k" + str(i)]
    print(total)
main()
