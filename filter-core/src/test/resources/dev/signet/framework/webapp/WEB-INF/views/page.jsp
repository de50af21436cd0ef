<%@ page contentType="text/html;charset=UTF-8" trimDirectiveWhitespaces="true" %>
<p>${item}</p>
