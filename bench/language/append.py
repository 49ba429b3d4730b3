def main():
    s = ""
    for i in range(300000):
        s = s + "x"
    print(len(s))
main()
