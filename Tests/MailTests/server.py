"""A mail server for tests: takes letters into a folder, and refuses those whose addresses ask it to.

server.py FOLDER none|startTLS|implicitTLS [CERTIFICATE KEY [USER PASSWORD]]

Prints its port. Each letter becomes N.json, as Python's e-mail package reads it. Ends with its standard input.
"""
import json
import os
import socket
import ssl
import sys
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, SMTP

folder, security = sys.argv[1:3]
certificate = sys.argv[3:5]
account = [word.encode() for word in sys.argv[5:7]]


class Post:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("later"):
            return "451 4.7.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("spam"):
            return "554 5.7.1 looks like spam"
        message = message_from_bytes(envelope.content, policy=policy.default)
        parts = list(message.iter_parts())
        Post.count += 1
        letter = {
            "mailFrom": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "hello": session.host_name,
            "user": (session.auth_data or b"").decode() if account else "",
            "isEncrypted": server.transport.get_extra_info("ssl_object") is not None,
            "headers": [[name, str(value)] for name, value in message.items()],
            "kind": message.get_content_type(),
            "kinds": [part.get_content_type() for part in parts],
            "bodies": [part.get_content() for part in parts],
            "defects": [str(x) for part in [message, *parts] for x in part.defects],
            "longestLine": max(len(line) for line in envelope.content.split(b"\r\n")),
            "isASCII": envelope.content.isascii(),
        }
        name = os.path.join(folder, f"{Post.count}.json")
        with open(name + ".new", "w") as file:
            json.dump(letter, file, ensure_ascii=False)
        os.rename(name + ".new", name)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    ok = [data.login, data.password] == account
    return AuthResult(success=ok, handled=ok, auth_data=data.login)


context = None
if certificate:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)


class Server(Controller):
    def factory(self):
        return SMTP(
            self.handler,
            tls_context=context if security == "startTLS" else None,
            require_starttls=security == "startTLS",
            auth_required=bool(account),
            auth_require_tls=security == "startTLS",
            authenticator=authenticate if account else None,
        )


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


while True:
    server = Server(
        Post(), hostname="127.0.0.1", port=free_port(), ssl_context=context if security == "implicitTLS" else None)
    try:
        server.start()
        break
    except OSError:
        pass  # somebody else took the port meanwhile
print(server.port, flush=True)
sys.stdin.read()
server.stop()
