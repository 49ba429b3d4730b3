def main():
    s = {"field": 0}
    for i in range(1, 1000001):
        s["field"] = s["field"] + 1
    print(s["field"])
main()
