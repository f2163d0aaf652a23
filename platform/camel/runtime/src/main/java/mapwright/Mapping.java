package mapwright;

/**
 * What every emitted mapping class extends: the message trees, the legacy's maps and the functions of the legacy
 * language.
 *
 * <p>One object serves one message. The runtime fills the fields before the first step; a mapping reads them and
 * never assigns them. The public methods are entry points: the platform calls them by connector number (0 is the
 * source, destinations have their numbers of the export), and a mapping overrides those that it has a script for.
 */
public abstract class Mapping extends TextFunctions {
    /** The inbound message. */
    protected Tree msg;

    /** The outbound template's tree; null when the connector has no template. */
    protected Tree tmp;

    /** Values shared along the message's way, copied per chain of destinations. */
    protected LegacyMap channelMap;

    /** Values of this connector only. */
    protected LegacyMap connectorMap;

    /** The destinations' responses, by key. */
    protected LegacyMap responseMap;

    /** Values shared by all connections. */
    protected LegacyMap globalMap;

    /** Values shared by all messages of this connection. */
    protected LegacyMap globalChannelMap;

    /** What the receiver knows about the message; read-only. */
    protected LegacyMap sourceMap;

    /** The configuration map; read-only. */
    protected LegacyMap configurationMap;

    /** The destinations that still get the message; null outside the source connector. */
    protected DestinationSet destinationSet;

    /** The legacy language's operations on values whose type is known only when the mapping runs. */
    protected Legacy js;

    /** The legacy scripts that the compiler carried. */
    protected Carried carried;

    /**
     * Whether the message passes a connector's filter; without a filter it does.
     *
     * @throws LegacyError when the legacy filter fails
     */
    public boolean filter(int connector) {
        return true;
    }

    /**
     * Runs a connector's transformer.
     *
     * @throws LegacyError when the legacy transformer fails; writes made before stay
     */
    public void transform(int connector) {
    }

    /**
     * Runs a destination's response transformer.
     *
     * @throws LegacyError when the legacy transformer fails; writes made before stay
     */
    public void transformResponse(int connector) {
    }

    /** The text that a connector's outbound tree starts from, or null when it has none. */
    public String template(int connector) {
        return null;
    }

    /** The text that the outbound tree of a destination's response transformer starts from, or null. */
    public String responseTemplate(int connector) {
        return null;
    }
}
