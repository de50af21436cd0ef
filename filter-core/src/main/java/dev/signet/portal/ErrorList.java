package dev.signet.portal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signet.envelope.ErrorCode;
import dev.signet.portal.Contract.OwnError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every code that a caller may get, with what it means and what he can do. */
final class ErrorList {

    /**
     * A code.
     *
     * @param code with its messages
     * @param status of it where statuses are kept; 0 where the application decides
     * @param cause why it is sent, in Chinese
     * @param causeEnglish the same in English
     * @param fix what a caller does, in Chinese
     * @param fixEnglish the same in English
     */
    record Row(Code code, int status, String cause, String causeEnglish, String fix, String fixEnglish) {}

    private ErrorList() {}

    /** Those of the contract, then those of this webapp by their numbers. */
    static List<Row> rows(Contract contract) {
        Map<Integer, Row> all = new TreeMap<>();
        List<Row> rows = new ArrayList<>();
        for (ErrorCode known : ErrorCode.values()) {
            rows.add(known(known));
        }
        for (OwnError error : contract.errors()) {
            if (rows.stream().noneMatch(row -> row.code().number() == error.code())) {
                all.putIfAbsent(error.code(), own(error));
            }
        }
        rows.addAll(all.values());
        return rows;
    }

    private static Row own(OwnError error) {
        Code code = new Code(error.code(), error.chinese(), error.english());
        boolean refusal = error.kind() == Contract.Kind.REASON;
        return refusal
                ? new Row(
                        code,
                        0,
                        "调用在到达接口之前被拒绝",
                        "The call was refused before it reached the operation",
                        "按返回信息处理；与 token 有关时重新获取 token",
                        "See the message; if it is about the token, get a new one")
                : new Row(
                        code,
                        0,
                        "由接口的业务返回",
                        "Sent by the operation itself",
                        "按返回信息和接口说明处理",
                        "See the message and the description of the operation");
    }

    private static Row known(ErrorCode code) {
        return switch (code) {
            case SUCCESS -> row(code, "接口调用成功", "The call succeeded", "无需处理", "Nothing to do");
            case SYSTEM_BUSY ->
                row(
                        code,
                        "服务暂时不可用、执行超时，或调用过于频繁",
                        "The service is unavailable for the moment, took too long, or was called too often",
                        "稍后重试；响应带有 Retry-After 时，至少等待其中的秒数",
                        "Try again later, after the seconds of Retry-After if there is one");
            case UNKNOWN_ERROR ->
                row(
                        code,
                        "未归类的错误",
                        "An error that no other code covers",
                        "按接口说明检查请求；仍有问题时附上请求 id 联系对接人员",
                        "Check the request against its description; if that does not help, contact us with the request id");
            case SERVER_ERROR ->
                row(
                        code,
                        "服务器内部异常",
                        "An internal error of the server",
                        "附上请求 id 联系对接人员",
                        "Contact us with the request id");
            case NOT_FOUND ->
                row(
                        code,
                        "没有这个资源，或不支持这种请求方式",
                        "There is no such resource, or it does not support this method",
                        "检查请求地址和请求方式",
                        "Check the path and the method");
            case INVALID_TOKEN ->
                row(
                        code,
                        "没有携带 token，或 token 格式错误、被篡改、已被收回",
                        "The token is missing, malformed, altered or revoked",
                        "检查请求头 Authorization: Bearer {token}，并重新获取 token",
                        "Check the header Authorization: Bearer {token}, and get a new token");
            case TOKEN_EXPIRED ->
                row(
                        code,
                        "token 已过有效期",
                        "The token has expired",
                        "重新获取 token，然后重试一次",
                        "Get a new token and try once more");
            case NOT_AUTHORISED ->
                row(
                        code,
                        "token 有效，但无权调用此接口",
                        "The token is valid, but not for this operation",
                        "联系对接人员开通权限，然后重新获取 token",
                        "Ask us for the permission, then get a new token");
            case NO_SUCH_USER ->
                row(
                        code,
                        "用户不存在；获取 token 时：appKey 或 appSecret 错误，或已停用",
                        "No such user; for a token request: appKey or appSecret is wrong, or disabled",
                        "核对 appKey 和 appSecret",
                        "Check appKey and appSecret");
            case MODEL_BINDING_FAILED ->
                row(
                        code,
                        "请求的参数或请求体格式错误",
                        "The parameters or the body of the request could not be read",
                        "按接口说明检查请求的参数",
                        "Check the request against its description");
        };
    }

    private static Row row(ErrorCode code, String cause, String causeEnglish, String fix, String fixEnglish) {
        return new Row(Code.of(code), code.status(), cause, causeEnglish, fix, fixEnglish);
    }

    static ArrayNode json(Contract contract) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        rows(contract)
                .forEach(row -> list.addObject()
                        .put("code", row.code().number())
                        .put("message", row.code().chinese())
                        .put("messageEn", row.code().english())
                        .put("cause", row.cause())
                        .put("causeEn", row.causeEnglish())
                        .put("fix", row.fix())
                        .put("fixEn", row.fixEnglish()));
        return list;
    }
}
