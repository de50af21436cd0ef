package dev.signet.descriptor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An element of an XML file with what is in it; namespaces, comments and document types do not count. */
final class XmlElement {

    private static final int LARGEST = 4 << 20;
    private static final int DEEPEST = 64;

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private final List<XmlElement> children = new ArrayList<>();

    private XmlElement(XMLStreamReader xml) {
        this.name = xml.getLocalName();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
    }

    /** Reads a file; nothing that it names elsewhere is fetched, and what it defines itself is refused where it is used. */
    static XmlElement read(InputStream in) throws IOException, XMLStreamException {
        byte[] content = in.readNBytes(LARGEST + 1);
        if (content.length > LARGEST) {
            throw new IOException("is larger than 4 MiB");
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory(); // not one that the webapp brings
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(content));
        while (xml.next() != XMLStreamConstants.START_ELEMENT) {
            // what stands in front of the root
        }
        XmlElement root = element(xml, 0);
        while (xml.hasNext()) {
            xml.next(); // what stands behind it may be wrong, too
        }
        return root;
    }

    private static XmlElement element(XMLStreamReader xml, int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new XMLStreamException("too deep", xml.getLocation());
        }
        XmlElement element = new XmlElement(xml);
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> element.children.add(element(xml, depth + 1));
                case XMLStreamConstants.END_ELEMENT -> {
                    return element;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> element.text.append(xml.getText());
                case XMLStreamConstants.ENTITY_REFERENCE -> // would be left out without a word
                    throw new XMLStreamException("an entity of its own", xml.getLocation());
                default -> {
                    // comments and the like
                }
            }
        }
    }

    String name() {
        return name;
    }

    /** Empty where there is none. */
    String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    List<XmlElement> all(String child) {
        return children.stream().filter(each -> each.name.equals(child)).toList();
    }

    /** The texts of all children of this name. */
    List<String> texts(String child) {
        return all(child).stream().map(each -> each.text.toString().strip()).toList();
    }

    /** The text of the first child of this name; empty where there is none. */
    String text(String child) {
        return texts(child).stream().findFirst().orElse("");
    }

    /** Names and values of elements like {@code <init-param>}. */
    Map<String, String> values(String child, String key, String value) {
        Map<String, String> values = new LinkedHashMap<>();
        all(child).forEach(each -> values.put(each.text(key), each.text(value)));
        return values;
    }
}
