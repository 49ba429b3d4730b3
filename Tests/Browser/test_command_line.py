"""The command line, as an administrator meets it: help, a broken catalogue, wrong settings told together, no secrets."""

import json
import os
import re
import subprocess

import pytest
from conftest import BALGYN, ROOT

SECRET = "s3cret-do-not-print"


def balgyn(*arguments, environment=None, **more):
    """Runs the program with no settings but those given."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("BALGYN_")}
    return subprocess.run(
        [BALGYN, *arguments], env=bare | (environment or {}), capture_output=True, text=True, timeout=60, **more)


def test_help_tells_every_command_and_every_setting():
    main = balgyn("--help")
    assert main.returncode == 0 and not main.stderr
    commands = re.findall(r"^  ([a-z]+) +[A-Z]", main.stdout, re.M)
    assert {"serve", "setup", "migrate", "catalogue", "user", "backup", "restore", "verify", "job", "demo"} <= set(commands)
    for command in commands:
        assert balgyn(command, "--help").returncode == 0, command
    serve = balgyn("serve", "--help").stdout
    readme = (ROOT / "README.md").read_text()
    table = readme[readme.index("| key | meaning"):readme.index("The variable of `smtp.host`")]
    for key in re.findall(r"^  ([a-z]+(?:\.[a-z]+)?)\n      ", serve, re.M):
        assert f"`{key}`" in table or f"`.{key.split('.')[-1]}`" in table, f"{key} is not in README.md"


def test_a_command_that_is_not_there_is_told_with_the_usage():
    run = balgyn("sreve")
    assert run.returncode == 64 and "sreve" in run.stderr and "Usage" in run.stderr


def test_every_mistake_of_a_catalogue_is_told_with_its_line(tmp_path):
    good = (ROOT / "Catalogue/kazakhstan.yaml").read_text()
    assert balgyn("catalogue", "check", str(ROOT / "Catalogue/kazakhstan.yaml")).returncode == 0
    lines = good.splitlines()
    limits = [i for i, line in enumerate(lines) if re.match(r"\s+limits: \{bases: \d+, sessions: ", line)]
    first, last = limits[0], limits[-1]
    lines[first] = lines[first].replace("bases: ", "bases: many ")
    lines[last] = lines[last].replace("sessions", "sesions")
    broken = tmp_path / "broken.yaml"
    broken.write_text("\n".join(lines))
    run = balgyn("catalogue", "check", str(broken))
    assert run.returncode != 0 and not run.stdout
    told = {int(line) for line in re.findall(rf"{re.escape(str(broken))}:(\d+):\d+: error: ", run.stderr)}
    assert {first + 1, last + 1} <= told, run.stderr
    missing = balgyn("catalogue", "check", str(tmp_path / "none.yaml"))
    assert missing.returncode != 0 and "none.yaml" in missing.stderr


def test_wrong_and_misspelt_settings_are_told_together_and_secrets_never(tmp_path):
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"proxi": True, "smtp": {"passwort": SECRET, "port": "abc"}}))
    run = balgyn(
        "migrate", "--data", str(tmp_path / "data"), "--config", str(file), "--log", "loud",
        environment={
            "BALGYN_LISTEN": "8080", "BALGYN_SMTP_HOTS": "mail.example.kz", "BALGYN_SMTP_PASSWORD": SECRET,
            "BALGYN_POSTGRESS": f"postgresql://balgyn:{SECRET}@127.0.0.1/x", "BALGYN_API_BURST": "-1",
            "BALGYN_ANYTHING": SECRET,
        })
    assert run.returncode != 0 and not (tmp_path / "data").exists(), "nothing is made with wrong settings"
    told = run.stderr
    for word in [
        "listen (environment BALGYN_LISTEN)", "environment BALGYN_SMTP_HOTS: there is no such setting; is BALGYN_SMTP_HOST meant?",
        "environment BALGYN_POSTGRESS: there is no such setting; is BALGYN_POSTGRES meant?", "log (flag --log)",
        "environment BALGYN_ANYTHING: there is no such setting\n", "api.burst (environment BALGYN_API_BURST)",
        "proxi (file", "smtp.passwort (file", "smtp.port (file", "smtp.password (environment BALGYN_SMTP_PASSWORD)",
    ]:
        assert word in told + "\n", f"{word}\n---\n{told}"
    count = int(re.search(r"(\d+) settings are wrong or missing", told).group(1))
    assert count == told.count("\n  ")
    assert SECRET not in run.stdout + told


@pytest.mark.parametrize("name", ["BALGYN_CONFIG", "BALGYN_TEST_POSTGRES", "BALGYN_STRICT"])
def test_variables_of_the_projects_own_tools_are_no_settings(tmp_path, name):
    value = str(tmp_path / "balgyn.json")
    (tmp_path / "balgyn.json").write_text("{}")
    assert balgyn("migrate", "--data", str(tmp_path / "data"), environment={name: value}).returncode == 0


def test_a_store_that_does_not_answer_is_told_without_its_password(tmp_path):
    run = balgyn(
        "migrate", "--data", str(tmp_path / "data"),
        environment={"BALGYN_POSTGRES": f"postgresql://balgyn:{SECRET}@127.0.0.1:1/none"})
    assert run.returncode != 0 and run.stderr
    assert SECRET not in run.stdout + run.stderr


def test_a_password_is_piped_in_and_never_shown(tmp_path):
    data = str(tmp_path / "data")
    assert balgyn("catalogue", "load", str(ROOT / "Catalogue/kazakhstan.yaml"), "--data", data).returncode == 0
    setup = ["setup", "--vendor", "Сервис", "--name", "Анна", "--email", "anna@example.kz", "--data", data]
    weak = balgyn(*setup, input="short\n")
    assert weak.returncode != 0 and "password:" in weak.stderr and "short" not in weak.stderr.replace("shorter", "")
    assert balgyn(*setup).returncode != 0, "no password was piped in"
    done = balgyn(*setup, input=SECRET + "-long-enough\n")
    assert done.returncode == 0, done.stderr
    again = balgyn(*setup, input=SECRET + "-long-enough\n")
    assert again.returncode != 0 and "set up already" in again.stderr
    assert SECRET not in done.stdout + done.stderr + again.stdout + again.stderr
    assert balgyn("verify", "--data", data).stdout.strip() == "All is well."
