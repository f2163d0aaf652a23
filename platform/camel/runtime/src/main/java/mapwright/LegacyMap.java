package mapwright;

/**
 * One of the legacy engine's maps, such as the channel map. A value keeps its stored type: text, a double, a
 * boolean, or null.
 */
public interface LegacyMap {
    /** The stored value, or null when the key is missing. */
    Object getAt(String key);

    /**
     * Stores a value. The legacy has doubles only, so an Integer is stored as the Double of the same value.
     *
     * @throws LegacyError when the map is read-only at this point, as the source map always is
     */
    void putAt(String key, Object value);

    /** Stores a value as {@link #putAt(String, Object)} does and returns the previous one, or null. */
    Object put(String key, Object value);

    /** Whether the key is present, even with a null value. */
    boolean containsKey(String key);
}
