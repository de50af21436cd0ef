package dev.signet.cli;

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

    private final String name;
    private final StringBuilder text = new StringBuilder();
    private final List<XmlElement> children = new ArrayList<>();

    private XmlElement(String name) {
        this.name = name;
    }

    /** Reads a file; nothing that it names elsewhere is fetched. */
    static XmlElement read(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        while (xml.next() != XMLStreamConstants.START_ELEMENT) {
            // what stands in front of the root
        }
        return element(xml);
    }

    private static XmlElement element(XMLStreamReader xml) throws XMLStreamException {
        XmlElement element = new XmlElement(xml.getLocalName());
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> element.children.add(element(xml));
                case XMLStreamConstants.END_ELEMENT -> {
                    return element;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> element.text.append(xml.getText());
                default -> {
                    // comments and the like
                }
            }
        }
    }

    List<XmlElement> all(String child) {
        return children.stream().filter(each -> each.name.equals(child)).toList();
    }

    /** The text of the first child of this name; empty where there is none. */
    String text(String child) {
        return children.stream()
                .filter(each -> each.name.equals(child))
                .findFirst()
                .map(each -> each.text.toString().strip())
                .orElse("");
    }

    /** Names and values of {@code <init-param>} or {@code <context-param>}. */
    Map<String, String> parameters(String child) {
        Map<String, String> parameters = new LinkedHashMap<>();
        all(child).forEach(each -> parameters.put(each.text("param-name"), each.text("param-value")));
        return parameters;
    }
}
