def main():
    m = []
    for i in range(1, 1000001):
        m.append(i)
    total = 0
    for i in range(0, len(m)):
        total = total + m[i]
    print(total)
main()
