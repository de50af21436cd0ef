<%@ page contentType="text/html;charset=UTF-8" trimDirectiveWhitespaces="true" buffer="1kb" %>
<p>${item}</p>
<% Integer.parseInt("jdbc:secret"); %>
