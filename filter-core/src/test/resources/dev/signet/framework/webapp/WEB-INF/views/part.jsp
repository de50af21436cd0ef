<%@ page contentType="application/json;charset=UTF-8" trimDirectiveWhitespaces="true" %>["${item}"]
