"""One run of mkdocs, which only this folder knows, and what is not mkdocs' on the site."""

NO_DAY = "0"
"""SOURCE_DATE_EPOCH for mkdocs: the day of a build is nowhere on the site, whatever the environment says."""
NO_ADDRESS = (
    "SITE_URL（サイトのアドレス）がないので、「見つかりません」のページ（404.html）は、サイトを"
    "https://example.jp/のような最上位に置いたときに限り、正しく表示されます。ほかに置くときは、"
    "mkdocs.ymlの「site_url: 」の後又は環境変数SITE_URLに、アドレスを書いて作ってください。"
)
