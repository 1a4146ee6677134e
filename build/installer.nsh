; What the installer does beyond electron-builder's own script: the event source of the Windows event log.
;
; Writing to the Application log under a name needs that name in the registry, which only an administrator may add;
; the installation is the one moment when somebody is. The official batch uses the same source (manual 2.4): one that is there
; already stays as it is, and only what this installer added goes at the end. The file of messages is the one of .NET Framework 4, a part
; of Windows, as for the official batch: free text for every id. CustomSource lets eventcreate.exe write under the name as well.

!define PMH_EVENT_SOURCE "SYSTEM\CurrentControlSet\Services\EventLog\Application\PMH_Relay"
!define PMH_EVENT_OWNER "InstalledBy"

!macro customInstall
  ClearErrors
  ReadRegStr $0 HKLM "${PMH_EVENT_SOURCE}" "EventMessageFile"
  ${If} ${Errors}
    WriteRegExpandStr HKLM "${PMH_EVENT_SOURCE}" "EventMessageFile" "%SystemRoot%\Microsoft.NET\Framework64\v4.0.30319\EventLogMessages.dll"
    WriteRegDWORD HKLM "${PMH_EVENT_SOURCE}" "CustomSource" 1
    WriteRegDWORD HKLM "${PMH_EVENT_SOURCE}" "TypesSupported" 7
    WriteRegStr HKLM "${PMH_EVENT_SOURCE}" "${PMH_EVENT_OWNER}" "${APP_ID}"
  ${EndIf}
!macroend

; An update runs the old uninstaller too; the source stays for the new program.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    ReadRegStr $0 HKLM "${PMH_EVENT_SOURCE}" "${PMH_EVENT_OWNER}"
    ${If} $0 == "${APP_ID}"
      DeleteRegKey HKLM "${PMH_EVENT_SOURCE}"
    ${EndIf}
  ${endIf}
!macroend
