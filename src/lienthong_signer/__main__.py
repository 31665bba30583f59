import sys

from lienthong_signer.server import main

if __name__ == "__main__":
    sys.exit(main())
