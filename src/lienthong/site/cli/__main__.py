import sys

from lienthong.site.cli import main

sys.exit(main())
