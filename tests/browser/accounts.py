"""Accounts, made and used as people do it."""

from uuid import uuid4

from playwright.sync_api import Page, expect

PASSWORD = "a long enough passphrase"


def email_make() -> str:
    """Return an address that nobody has."""
    return f"{uuid4().hex}@example.org"


def sign_up(page: Page, email: str | None = None) -> str:
    """Make an account and return its address."""
    email = email or email_make()
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password (again)").fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    return email


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def sign_out(page: Page, *, removing: bool = False) -> None:
    """Sign out by the header, and where asked have this browser forget the account."""
    page.get_by_role("banner").get_by_role("button", name="Sign out").click()
    main = page.get_by_role("main")
    if removing:
        main.get_by_label("Also remove what this browser keeps").check()
    main.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
