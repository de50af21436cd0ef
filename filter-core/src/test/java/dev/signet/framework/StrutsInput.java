package dev.signet.framework;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.struts2.ActionSupport;
import org.apache.struts2.action.UploadedFilesAware;
import org.apache.struts2.dispatcher.multipart.UploadedFile;
import org.apache.struts2.interceptor.parameter.StrutsParameter;

/** A form that Struts validates, with a file. */
public class StrutsInput extends ActionSupport implements UploadedFilesAware {

    private static final long serialVersionUID = 1;

    private String name;
    private Integer amount;
    private final Map<String, Object> seen = new TreeMap<>();

    @StrutsParameter
    public void setName(String name) {
        this.name = name;
    }

    @StrutsParameter
    public void setAmount(Integer amount) {
        this.amount = amount;
    }

    public String getName() {
        return name;
    }

    public Integer getAmount() {
        return amount;
    }

    /** What pages show. */
    public String getItem() {
        return String.valueOf(getFieldErrors().keySet());
    }

    /** What the JSON result writes. */
    public Map<String, Object> getSeen() {
        seen.put("name", String.valueOf(name));
        return seen;
    }

    @Override
    public void withUploadedFiles(List<UploadedFile> files) {
        for (UploadedFile file : files) {
            seen.put(file.getInputName(), file.getOriginalName() + " " + file.length());
        }
    }

    @Override
    public void validate() {
        if (name == null || name.isEmpty()) {
            addFieldError("name", "缺少名称");
        }
        if (amount != null && amount > 100) {
            addFieldError("amount", "太多");
        }
    }
}
