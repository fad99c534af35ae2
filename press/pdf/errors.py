"""What can go wrong between HTML and a finished file. Each message is one plain sentence."""


class RenderError(Exception):
    """The document could not be made; nothing was written."""


class MissingLibrary(RenderError):
    """A system library of the PDF engine is not installed; the message says what to install."""


class MissingFonts(RenderError):
    """A bundled font is gone or damaged. Without this check the engine would crash the process."""


class Refused(RenderError):
    """The document asked for a resource from outside: a file, the network, an attachment."""


class TooComplex(RenderError):
    """The document is nested too deep, too wide or too long to be laid out in reasonable time."""


class TooExpensive(RenderError):
    """The render used up its processor time."""


class NotWritten(RenderError):
    """The finished bytes could not be stored, for example because the disk is full."""
