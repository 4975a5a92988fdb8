"""A stranger on the network: tries what everybody would try, and tells what let them in. One JSON list on stdout.

argv: the URL of the server, then JSON: {"secrets": [text], "tokens": [text], "passwords": [text], "paths": [text]}
"""
import json
import sys
import urllib.error
import urllib.parse
import urllib.request

from tornado.web import create_signed_value

# As jupyter_server 2 stores one; all keys are required.
USER = dict(username='a', name='a', display_name='a', initials='a', avatar_url=None, color=None)

base, wanted = sys.argv[1], json.loads(sys.argv[2])
host = urllib.parse.urlsplit(base).netloc
found = []


def ask(path, headers={}, data=None):
    request = urllib.request.Request(base + urllib.parse.quote(path, '/?=&'), headers=headers, data=data)
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=20) as answer:
            return answer.status, answer.read(100000), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, b'', error.headers


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def is_in(headers={}):
    return ask('api/contents?content=0', headers)[0] == 200


if is_in():
    found.append('nothing at all')
for token in wanted['tokens']:
    if is_in({'Authorization': 'token ' + token}):
        found.append('token ' + token)
name = 'username-' + ''.join(c if c.isalnum() else '-' for c in host)
for secret in wanted['secrets']:
    for value in ('stranger', json.dumps(USER)):
        signed = create_signed_value(secret.encode(), name, value).decode()
        if is_in({'Cookie': '%s="%s"' % (name, signed)}):
            found.append('a cookie of ' + secret)
for password in wanted['passwords']:
    _, page, headers = ask('login')
    cookie = (headers.get('Set-Cookie') or '').split(';')[0]
    xsrf = page.split(b'name="_xsrf" value="')[-1].split(b'"')[0].decode() if b'_xsrf' in page else ''
    form = urllib.parse.urlencode({'password': password, '_xsrf': xsrf}).encode()
    if ask('login', {'Cookie': cookie}, form)[0] == 302:
        found.append('password ' + password)
for path in wanted['paths']:
    status, body, _ = ask(path)
    if status == 200 and b'only mine' in body:
        found.append('the file ' + path)
for path in ('metrics',):
    if ask(path)[0] == 200:
        found.append(path)
print(json.dumps(found))
