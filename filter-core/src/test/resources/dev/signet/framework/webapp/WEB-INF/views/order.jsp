<%@ page contentType="application/json;charset=UTF-8" trimDirectiveWhitespaces="true" buffer="1kb" %>
{"item":"${item}","part":<jsp:include page="part.jsp" flush="true" />}
