from lienthong.site.cli import main

raise SystemExit(main())
