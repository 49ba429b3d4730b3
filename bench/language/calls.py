def f(a):
    return a
def main():
    for i in range(1, 1000001):
        x = f(i)
main()
