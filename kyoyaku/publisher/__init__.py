"""One run of mkdocs, and the files of the site that mkdocs does not make. Only this folder imports mkdocs."""

NO_DAY = "0"
"""SOURCE_DATE_EPOCH for mkdocs, whatever the environment says, so that no page has the day of the build."""
NO_ADDRESS = (
    "SITE_URL（サイトのアドレス）がないので、「見つかりません」のページ（404.html）は、サイトを"
    "https://example.jp/のような最上位に置いたときに限り、正しく表示されます。ほかに置くときは、"
    "mkdocs.ymlの「site_url: 」の後又は環境変数SITE_URLに、アドレスを書いて作ってください。"
)
