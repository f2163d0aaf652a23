package mapwright;

/**
 * What every emitted mapping class extends: the message trees, the legacy's maps and the functions of the legacy
 * language.
 *
 * <p>One object serves one message. The runtime fills the fields before the first step; a mapping reads them and
 * never assigns them.
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
}
