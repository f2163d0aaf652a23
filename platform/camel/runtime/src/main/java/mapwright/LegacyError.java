package mapwright;

/**
 * What the legacy script would have thrown: the message ends with status ERROR unless the mapping catches it.
 *
 * <p>It is the only exception that a mapping class may throw or catch, so that a fault of the platform itself is
 * never mistaken for one of the legacy script.
 */
public final class LegacyError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message the legacy's error text, or the value that the script threw, as text */
    public LegacyError(String message) {
        super(message);
    }

    /** The error as the legacy's {@code catch} variable turns into text. */
    public String text() {
        return getMessage();
    }
}
