def p():
    raise Exception("no")
def main():
    for i in range(300000):
        try:
            p()
        except Exception:
            x = i
main()
