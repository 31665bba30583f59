"""What was read of a stored file, kept by its digest."""

from lienthong.ground import sql
from lienthong.kernel.sought import tokens
from lienthong.work.contents.reading import read
from lienthong.work.contents.terms import MOST_WORDS, READ, Contents

KEEP = "select keep_content(%(digest)s, %(pages)s, %(words)s, %(fault)s)"


def read_and_keep(digest: str, content_type: str) -> int:
    """Read a file and keep what it holds; how many pages it has, 0 where that is not known. Of a picture or a table
    nothing is read.
    """
    contents = read(digest, content_type) if content_type in READ else Contents(None, "", "")
    words = list(dict.fromkeys(tokens.words(contents.text)))[:MOST_WORDS]
    sql.run(
        KEEP,
        {"digest": digest, "pages": contents.pages, "words": " ".join(words), "fault": contents.fault},
    )
    return contents.pages or 0
