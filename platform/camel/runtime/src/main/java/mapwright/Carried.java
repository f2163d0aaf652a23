package mapwright;

/**
 * The legacy scripts of a connection that the compiler carried instead of compiling them.
 *
 * <p>All pieces of a connector share one script scope, so that what one declares the next one sees. Consecutive
 * pieces work on the same tree. Only where a compiled step runs in between does the tree cross, as XML text, and
 * handles that were read before are no longer valid then.
 */
public interface Carried {
    /**
     * Runs a piece.
     *
     * @param file the file's name in the connection's folder of carried scripts
     * @throws LegacyError when the script throws
     */
    void run(String file);

    /**
     * Runs a piece that is a filter rule.
     *
     * @param file the file's name in the connection's folder of carried scripts
     * @return what the script returns, as the legacy language's condition takes it
     * @throws LegacyError when the script throws
     */
    boolean decide(String file);
}
