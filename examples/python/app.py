"""A Flask app with single sign-on by python3-saml. Every login brings the account up to date."""

import os
import secrets
import sys
import time
import uuid

from flask import Flask, abort, jsonify, redirect, request, session
from onelogin.saml2.auth import OneLogin_Saml2_Auth
from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser

APP_URL = os.environ["APP_URL"]
SESSION_LIFETIME = 8 * 60 * 60

app = Flask(__name__)
app.secret_key = secrets.token_bytes(32)
app.config["SESSION_COOKIE_SAMESITE"] = "Lax"

accounts = {}  # NameID -> account
used = set()  # IDs of assertions: each of them is good for one login


def saml_settings():
    with open(os.environ["IDP_METADATA"], encoding="utf-8") as file:
        metadata = OneLogin_Saml2_IdPMetadataParser.parse(file.read())
    return {
        "strict": True,
        "sp": {
            "entityId": f"{APP_URL}/saml/metadata",
            "assertionConsumerService": {"url": f"{APP_URL}/saml/acs"},
        },
        "security": {"wantAssertionsSigned": True, "requestedAuthnContext": False},
        "idp": metadata["idp"],
    }


def saml():
    data = {
        "https": "on" if request.scheme == "https" else "off",
        "http_host": request.host,
        "script_name": request.path,
        "get_data": request.args.copy(),
        "post_data": request.form.copy(),
    }
    return OneLogin_Saml2_Auth(data, saml_settings())


def current():
    if session.get("until", 0) <= time.time():
        return None
    return accounts.get(session["name_id"])


@app.get("/login")
def login():
    return redirect(saml().login(return_to="/"))


@app.post("/saml/acs")
def acs():
    auth = saml()
    auth.process_response()
    if not auth.is_authenticated():
        abort(403, auth.get_last_error_reason())
    if auth.get_last_assertion_id() in used:
        abort(403, "this message was used before")
    asserted = auth.get_attributes()
    if not asserted.get("email"):
        abort(403, "the IdP did not send an e-mail address")
    used.add(auth.get_last_assertion_id())
    name_id = auth.get_nameid()
    account = accounts.setdefault(name_id, {"id": str(uuid.uuid4()), "nameId": name_id})
    for field in ("email", "firstName", "lastName"):
        if asserted.get(field):
            account[field] = asserted[field][0]
    session.clear()
    session.update(name_id=name_id, until=time.time() + SESSION_LIFETIME)
    return redirect("/", 303)


@app.get("/")
def home():
    account = current()
    return f"Hello {account['firstName']}" if account else "Hello stranger"


@app.get("/logout")
def logout():
    session.clear()
    return redirect("/")


@app.get("/api/me")
def me():
    account = current()
    if account is None:
        return jsonify(error="nobody is logged in"), 401
    return jsonify(user=account)


@app.get("/api/accounts")
def list_accounts():
    if request.headers.get("authorization") != f"Bearer {os.environ.get('API_TOKEN')}":
        abort(401)
    return jsonify(accounts=list(accounts.values()))


if os.environ.get("APP_ENV") == "test":

    @app.post("/test/reset")
    def reset():
        accounts.clear()
        return "", 204


if __name__ == "__main__":
    app.run(port=int(sys.argv[1]))
